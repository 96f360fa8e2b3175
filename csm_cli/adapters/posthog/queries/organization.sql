-- The record of one organization, if there is one.
SELECT
    key AS organization_key,
    properties.name AS organization_name
FROM groups
WHERE index = {group_index} AND key = {organization_id}
LIMIT 2

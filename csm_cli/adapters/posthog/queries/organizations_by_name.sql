-- Organizations whose name contains a text. One that is called exactly so is as short as any
-- of these can be, so it comes first and is never cut off.
SELECT
    key AS organization_key,
    JSONExtractString(properties, 'name') AS name_text,
    coalesce(toString(properties.name), '') AS name_escaped
FROM groups
WHERE index = {group_index} AND name_text ILIKE {pattern}
ORDER BY lengthUTF8(name_text) ASC, key ASC
LIMIT {most}

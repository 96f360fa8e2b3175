SELECT key AS org_key, properties.name AS org_label, properties.slug AS org_slug
FROM groups WHERE index = 0 AND key = {org_id} LIMIT 2

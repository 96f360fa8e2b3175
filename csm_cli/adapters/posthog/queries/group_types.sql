-- Which number each kind of group has in this project. The REST endpoint that also knows it
-- needs a scope of its own; this needs none but the audit's.
SELECT group_type AS type_name, group_type_index AS type_index
FROM system.group_type_mappings
ORDER BY group_type_index ASC
LIMIT 100

-- Get all user emails for an organization from persons table  
WITH org_users AS (  
    SELECT DISTINCT  
        properties.email as user_email,  
        properties.org__name as org_name  
    FROM persons  
    WHERE properties.organization_id = 'ORGANIZATION_ID'  
        AND properties.email IS NOT NULL  
)  
SELECT   
    e.timestamp,  
    ou.org_name,
    e.properties.target_user_id as target_user_id,  
    e.properties.target_user_email as target_email,  
    e.event,  
    e.properties.staff_user_email as staff_email,  
    e.properties.mode as mode,  
    e.properties.reason as reason
FROM events e  
JOIN org_users ou ON e.properties.target_user_email = ou.user_email  
WHERE   
    e.event IN ('impersonation_started', 'impersonation_upgraded')  
    AND e.timestamp >= now() - INTERVAL 30 DAY  
ORDER BY e.timestamp DESC  

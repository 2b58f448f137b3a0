-- 门户网站用的只读角色：只能看已发布的两个视图。由管理员在 dutyrank publish 之后执行一次。
-- A role for the portal that reads the published views and nothing else; run once by an administrator after the first publish.
CREATE ROLE duty_portal LOGIN;
REVOKE ALL ON SCHEMA dutyrank FROM PUBLIC;
GRANT USAGE ON SCHEMA dutyrank TO duty_portal;
GRANT SELECT ON dutyrank.current_ranking, dutyrank.member_score TO duty_portal;

-- JSON: addresses of what others made, which a plan may take over all the same.
alter table iac_plan add column adopt text default '[]' not null;

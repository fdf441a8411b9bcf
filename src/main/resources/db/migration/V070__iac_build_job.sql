-- The job that builds what a plan made, so that one can ask how it ends; empty for the other steps.

alter table iac_follow_up add column job varchar(200) default '' not null;

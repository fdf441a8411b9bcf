-- The id that DSS gave what an operation creates, written down before anything depends on it.
alter table iac_operation add column object_id varchar(255) default '' not null;

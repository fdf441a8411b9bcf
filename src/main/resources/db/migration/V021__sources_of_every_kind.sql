-- Sources of other kinds than a DSS instance: what else is known of them, and some take no secret.
alter table dss_source add column kind varchar(16) default 'dss' not null;
alter table dss_source add column settings text default '{}' not null;
alter table dss_source alter column sealed_key drop not null;

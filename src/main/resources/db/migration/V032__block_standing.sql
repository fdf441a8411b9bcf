-- Where each version and each block stands: drafts wait for promotion, yanked versions are offered to nobody any more.

alter table block_version add column standing varchar(16) default 'published' not null; -- draft, published, yanked
alter table block_version add column yanked_why text default '' not null;

alter table block add column deprecated_why text default '' not null; -- empty: not deprecated
alter table block add column replaced_by varchar(128) default '' not null; -- a block's id
alter table block add column owners text default '' not null; -- login names, one a line
alter table block add column decided_at timestamp with time zone; -- when people last changed any of this

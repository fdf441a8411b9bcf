-- The door and the address that somebody came from.
alter table audit_entry alter column via set data type varchar(100);

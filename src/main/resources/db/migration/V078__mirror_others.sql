-- What in a mirror is not the catalog's. Files of somebody else at paths of the tree are left alone until they are gone,
-- and pages that are made from many blocks are compared with what they said when they were last written, which follows
-- from the list of blocks of that time.

create table mirror_left (
    mirror varchar(64)   not null references mirror (name) on delete cascade,
    path   varchar(1024) not null,
    primary key (mirror, path)
);

alter table mirror add column index_text text;

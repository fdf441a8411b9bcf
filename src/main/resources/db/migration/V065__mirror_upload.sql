-- Uploads to articles of DSS that a mirror made itself, so that they need not be read to know that nobody changed them.

create table mirror_upload (
    mirror varchar(64)  not null references mirror (name) on delete cascade,
    upload varchar(255) not null,
    primary key (mirror, upload)
);

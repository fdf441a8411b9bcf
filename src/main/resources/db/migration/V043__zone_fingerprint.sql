-- What each zone looked like when it was last compared with its block, so that a zone that still does is left alone.

create table zone_fingerprint (
    project_key varchar(255) not null,
    zone_id     varchar(255) not null,
    block_id    varchar(64)  not null references block (id),
    version     varchar(32)  not null, -- the block's newest version then
    fingerprint varchar(64)  not null, -- SHA-256, hexadecimal
    primary key (project_key, zone_id)
);

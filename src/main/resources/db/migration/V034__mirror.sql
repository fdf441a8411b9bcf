-- Places that the registry is written to and read back from: folders, git repositories, DSS projects.

create table mirror (
    name        varchar(64)   primary key,
    kind        varchar(16)   not null, -- folder, git, dss, local
    folder      varchar(1024) not null, -- of a folder or a bare repository on the server's disk; empty: below the data folder
    source      varchar(64)   not null, -- a source's name: the remote repository or the instance; empty without one
    project_key varchar(255)  not null, -- of a project on the instance
    mirrored_at timestamp with time zone,
    state       varchar(255)  not null  -- what the last writing made, such as a commit
);

-- What stood there when it was last written: the base of the merge that brings edits back.
create table mirror_article (
    mirror   varchar(64)   not null references mirror (name) on delete cascade,
    block_id varchar(64)   not null references block (id),
    path     varchar(1024) not null,
    base     text          not null,
    primary key (mirror, block_id)
);

create table mirror_file (
    mirror varchar(64)   not null references mirror (name) on delete cascade,
    path   varchar(1024) not null,
    digest varchar(64)   not null,
    primary key (mirror, path)
);

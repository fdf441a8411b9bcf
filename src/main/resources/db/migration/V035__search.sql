-- What searching remembers. The index itself is derived and lies beside the database.

-- Vectors by the hash of their text, so that a rebuilt index needs no text embedded again.
create table block_vector (
    model     varchar(128)             not null,
    text_hash varchar(64)              not null, -- SHA-256, hexadecimal
    vector    bytea                    not null, -- 4 bytes a number, little end first
    made_at   timestamp with time zone not null,
    primary key (model, text_hash)
);

-- What people searched for and found, one row for a person and a text.
create table past_search (
    person      varchar(255)             not null,
    text_key    varchar(200)             not null, -- folded: how texts are compared
    shown       varchar(200)             not null, -- as it was typed last
    times       integer                  not null,
    searched_at timestamp with time zone not null,
    primary key (person, text_key)
);

create index past_search_by_text on past_search (text_key);

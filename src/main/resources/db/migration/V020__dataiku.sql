-- The DSS instances that an administrator has named; the key is sealed.
create table dss_source (
    name varchar(64) not null primary key,
    url varchar(2000) not null,
    sealed_key text not null,
    created_at timestamp with time zone not null,
    created_by varchar(200) not null
);

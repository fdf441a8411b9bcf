-- Rules that plans have to keep, and who overrode which.

create table iac_policy (
    name       varchar(64)  primary key,
    target     varchar(255) not null, -- empty: every target
    severity   varchar(16)  not null,
    expression text         not null,
    message    text         not null
);

alter table iac_decision add column subject varchar(255) default '' not null;

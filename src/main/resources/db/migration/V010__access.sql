create table person (
  name varchar(64) primary key,
  display_name varchar(200) not null,
  password_hash varchar(200),
  enabled boolean not null,
  created_at timestamp with time zone not null
);

create table person_role (
  person_name varchar(64) not null references person (name),
  role varchar(20) not null,
  primary key (person_name, role)
);

-- One row, locked by whoever changes who the administrators are, so that two at once cannot leave nobody or make two firsts.
create table access_guard (
  id integer primary key
);
insert into access_guard (id) values (1);

create table api_token (
  id uuid primary key,
  person_name varchar(64) not null references person (name),
  label varchar(200) not null,
  digest varchar(64) not null unique,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamp with time zone not null,
  person varchar(64) not null,
  via varchar(20) not null,
  action varchar(60) not null,
  subject varchar(400) not null,
  detail text not null
);

-- The organisation's rules for levels and domains; without a row those that come with the product hold.

create table classification (
    id    integer primary key,
    rules text    not null -- JSON: {levels: [{of, like, is}], domains: [...]}
);

-- The words of the catalog by their meaning, so that a start embeds none of them again.
create table word_vector (
    model  varchar(128) not null,
    word   varchar(40)  not null, -- lower case, without accents
    vector bytea        not null, -- one byte a number, 127 for 1
    primary key (model, word)
);

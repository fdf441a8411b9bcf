-- Whether what a crawl of a source finds is published at once or waits as a draft. A source without a row publishes.

create table publishing_policy (
    source varchar(1024) primary key, -- a source's name, or a folder
    policy varchar(16)   not null     -- publish, draft
);

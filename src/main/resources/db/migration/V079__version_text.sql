-- What its crawl wrote is kept of drafts until they are promoted, and of published versions, so that the page can go back to
-- one when a newer one is withdrawn. Null of versions that were imported, and of drafts whose text is in the article already.

alter table block_version rename column draft_article to crawled_article;
alter table block_version rename column draft_summary to crawled_summary;

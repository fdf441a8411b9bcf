# -*- coding: utf-8 -*-
import dataiku

from retention.sentiment import sentiment, threatens_to_leave

QUOTED = "-----"  # everything below is the answer that the customer replies to

tickets = dataiku.Dataset("CLEAN_TICKETS").get_dataframe()
own_words = tickets["text"].str.split(QUOTED, n=1).str[0]

# A message in capitals is a message shouted: the tone counts half as much again.
shouted = own_words.map(lambda text: sum(c.isupper() for c in text) > 0.6 * max(1, sum(c.isalpha() for c in text)))
tone = own_words.map(sentiment)
tickets["sentiment"] = tone.where(~shouted, 1.5 * tone).clip(-1, 1).round(3)

threat = own_words.map(threatens_to_leave) | tickets["topic"].eq("cancellation")
tickets["threatens_to_leave"] = threat.astype(int)

columns = ["ticket_id", "customer_id", "opened_at", "topic", "hours_to_close", "sentiment", "threatens_to_leave"]
dataiku.Dataset("SCORED_TICKETS").write_with_schema(tickets[columns])

package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.search.index.Facet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people searched for. Everybody sees their own; of others only what several people searched for, without names.
 */
public class PastSearches {

    private static final int LONGEST = 200;
    private static final int SHORTEST = 2;
    /** A text is popular when at least so many people searched for it, so that it tells of nobody. */
    private static final int PEOPLE = 2;

    /** Of each person the newest are kept. */
    private static final int MOST_OF_PERSON = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    public PastSearches(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /** Remembers a search that somebody meant: entered, not only typed. What is very short or long is not kept. */
    public void remember(Actor actor, String text) {
        actor.require(Right.READ);
        var shown = text.strip().replaceAll("\\s+", " ");
        var key = Facet.fold(shown);
        if (key.length() < SHORTEST || key.length() > LONGEST || shown.length() > LONGEST || shown.indexOf('\0') >= 0) {
            return;
        }
        if (again(actor, key, shown) == 0) {
            trim(actor);
            try {
                jdbc.sql("insert into past_search (person, text_key, shown, times, searched_at)"
                                + " values (:person, :key, :shown, 1, :now)")
                        .param("person", actor.name())
                        .param("key", key)
                        .param("shown", shown)
                        .param("now", OffsetDateTime.now(clock))
                        .update();
            } catch (DuplicateKeyException e) {
                again(actor, key, shown);
            }
        }
    }

    /** Keeps room for one more of the person's. */
    private void trim(Actor actor) {
        jdbc.sql(
                        "delete from past_search where person = :person and searched_at <= (select searched_at from"
                                + " past_search where person = :person order by searched_at desc, text_key limit 1 offset :kept)")
                .param("person", actor.name())
                .param("kept", MOST_OF_PERSON - 1)
                .update();
    }

    private int again(Actor actor, String key, String shown) {
        return jdbc.sql("update past_search set times = times + 1, shown = :shown, searched_at = :now"
                        + " where person = :person and text_key = :key")
                .param("person", actor.name())
                .param("key", key)
                .param("shown", shown)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** The person's own searches that begin so, newest first. */
    public List<String> recent(Actor actor, String start, int limit) {
        actor.require(Right.READ);
        return jdbc.sql("select shown from past_search where person = :person and text_key like :start escape '!'"
                        + " order by searched_at desc, text_key limit :limit")
                .param("person", actor.name())
                .param("start", beginning(start))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Searches of several people that begin so, the most frequent first. */
    public List<String> popular(Actor actor, String start, int limit) {
        actor.require(Right.READ);
        return jdbc.sql("select max(shown) as shown from past_search where text_key like :start escape '!'"
                        + " group by text_key having count(*) >= :people"
                        + " order by sum(times) desc, text_key limit :limit")
                .param("start", beginning(start))
                .param("people", PEOPLE)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Forgets everything that the person searched for. */
    public void forget(Actor actor) {
        actor.require(Right.READ);
        jdbc.sql("delete from past_search where person = :person")
                .param("person", actor.name())
                .update();
    }

    private static String beginning(String start) {
        var key = Facet.fold(start.replace("\0", ""));
        return key.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}

package io.blockyard.iac;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every move of every plan that came to stand in the database, whoever wrote it: the database itself keeps the trail. */
public final class StateTrail extends TriggerAdapter {

    private static final String INSERT = "insert into plan_trail (plan_id, was, became) values (?, ?, ?)";

    /** One move. */
    record Move(PlanState from, PlanState to) {}

    /** Keeps the trail from now on. */
    static void lay(DataSource database) {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("""
                create table plan_trail (number bigint generated always as identity primary key,
                    plan_id uuid not null, was varchar(40), became varchar(40) not null)
                """).update();
        jdbc.sql("create trigger plan_moves after insert, update on iac_plan for each row call \"%s\""
                        .formatted(StateTrail.class.getName()))
                .update();
    }

    @Override
    public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet after) throws SQLException {
        var was = before == null ? null : before.getString("state");
        if (after == null || after.getString("state").equals(was)) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, after.getObject("id", UUID.class));
            insert.setString(2, was);
            insert.setString(3, after.getString("state"));
            insert.executeUpdate();
        }
    }

    /** A move of a plan; the first of each, from nowhere, is none. */
    record Read(UUID plan, Move move) {}

    /** Reads what is new each time. */
    static final class Reader {

        private final JdbcClient jdbc;
        private long last;

        Reader(DataSource database) {
            this.jdbc = JdbcClient.create(database);
        }

        /** Moves since the last time, oldest first. */
        List<Read> read() {
            return jdbc.sql("select * from plan_trail where number > :last and was is not null order by number")
                    .param("last", last)
                    .query((row, number) -> {
                        last = row.getLong("number");
                        var move = new Move(
                                PlanState.valueOf(row.getString("was")), PlanState.valueOf(row.getString("became")));
                        return new Read(row.getObject("plan_id", UUID.class), move);
                    })
                    .list();
        }
    }

    /** The shortest way to one of these moves and over it; empty where none of them can be reached. */
    static List<PlanState> towards(Set<Move> wanted, PlanState from, Map<PlanState, Set<PlanState>> table) {
        var ways = new ArrayDeque<List<PlanState>>(List.of(List.of(from)));
        var seen = EnumSet.of(from);
        while (!ways.isEmpty()) {
            var way = ways.remove();
            for (var next : new TreeSet<>(table.getOrDefault(way.getLast(), Set.of())).descendingSet()) {
                var longer = Stream.concat(way.stream(), Stream.of(next)).toList();
                if (wanted.contains(new Move(way.getLast(), next))) {
                    return longer.subList(1, longer.size());
                }
                if (seen.add(next)) {
                    ways.add(longer);
                }
            }
        }
        return List.of();
    }

    /** All moves of a table. */
    static Set<Move> all(Map<PlanState, Set<PlanState>> table) {
        var moves = new HashSet<Move>();
        table.forEach((from, to) -> to.forEach(next -> moves.add(new Move(from, next))));
        return moves;
    }
}

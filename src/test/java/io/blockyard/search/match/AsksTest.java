package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.Patience;
import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Words;
import io.blockyard.search.match.Ask.Origin;
import io.blockyard.search.match.OwnWords.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AsksTest {

    private static final Actor AUTHOR = new Actor("carla", Set.of(Role.AUTHOR, Role.COMPOSER, Role.ADMIN), "test");
    private static final Actor READER = new Actor("vera", Set.of(Role.VIEWER), "test");
    private static final BlockId PUMP = new BlockId("PUMP_TREND");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @SuppressWarnings("NullAway.Init")
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @SuppressWarnings("NullAway.Init")
    private Asks asks;

    @BeforeEach
    void aCatalogWithABlock() {
        dataSource = TestDatabase.fresh();
        catalog = new Catalog(dataSource, new BundleStore(data));
        var jdbc = JdbcClient.create(dataSource);
        jdbc.sql("""
                insert into block (id, source_project, source_zone, latest_version, lifecycle, summary, last_crawled_at,
                    change_sequence, changed_at)
                values ('PUMP_TREND', 'PLANT', 'z1', '1.0.0', 'published', 'Warns about rising vibration.',
                    current_timestamp, 0, current_timestamp)
                """).update();
        jdbc.sql("""
                insert into block_version (block_id, version, manifest, digest, note, published_at, published_by)
                values ('PUMP_TREND', '1.0.0', :manifest, '', '', current_timestamp, 'carla')
                """).param("manifest", """
                        {"block_id": "PUMP_TREND", "version": "1.0.0", "name": "Vibration pump",
                         "tags": ["maintenance", "pump", "xyz"],
                         "inputs": [{"name": "SENSOR_READINGS", "type": "dataset"}],
                         "outputs": [{"name": "PUMP_ALERTS", "type": "dataset",
                                      "expected_columns": [{"name": "asset_id"}, {"name": "pressure"}]}]}
                        """).update();
        asks = new Asks(
                new AskTable(dataSource),
                catalog,
                new ChangeFeed(dataSource, event -> {}, Clock.systemUTC()),
                new Audit(dataSource),
                transaction(),
                LanguagePacks::own,
                Clock.systemUTC());
    }

    @Test
    void what_an_author_writes_is_kept_once_and_moves_the_block_in_the_change_feed() {
        long before = catalog.block(AUTHOR, PUMP).changeSequence();

        var ask = asks.add(AUTHOR, PUMP, "  Préviens-moi avant   la panne d'une pompe ");
        var again = asks.add(AUTHOR, PUMP, "préviens-moi avant la panne d'une POMPE");

        assertThat(again.id()).isEqualTo(ask.id());
        assertThat(ask.text()).isEqualTo("Préviens-moi avant la panne d'une pompe");
        assertThat(asks.of(READER, PUMP))
                .filteredOn(a -> a.origin() == Origin.AUTHOR)
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.said()).isEqualTo("carla");
                    assertThat(a.at()).isNotNull();
                });
        assertThat(catalog.block(AUTHOR, PUMP).changeSequence()).isGreaterThan(before);
        assertThat(new AskTable(dataSource).asks(List.of(PUMP)))
                .containsEntry(PUMP, new AskSource.Known(List.of(ask.text()), Set.of()));

        asks.remove(AUTHOR, PUMP, ask.id());
        assertThat(new AskTable(dataSource).asks(List.of(PUMP))).isEmpty();
    }

    @Test
    void a_block_takes_asks_under_a_former_name_and_no_more_than_a_hundred() {
        JdbcClient.create(dataSource)
                .sql(
                        "insert into block_name (title, alias, block_id) values ('Pump trend', 'PUMP_WATCH', 'PUMP_TREND')")
                .update();
        var former = new BlockId("PUMP_WATCH");

        var ask = asks.add(AUTHOR, former, "tell me when a pump wears out");
        assertThat(ask.block()).isEqualTo(PUMP);
        asks.remove(AUTHOR, former, ask.id());

        for (int number = 0; number < 100; number++) {
            asks.add(AUTHOR, PUMP, "ask number " + number);
        }
        assertThatThrownBy(() -> asks.add(AUTHOR, PUMP, "one more"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.CONFLICT));
    }

    @Test
    void an_ask_that_is_longer_when_it_is_folded_is_kept_once_too() {
        var grows = "\u0153".repeat(400);

        var ask = asks.add(AUTHOR, PUMP, grows);
        var again = asks.add(AUTHOR, PUMP, grows.toUpperCase(java.util.Locale.ROOT));

        assertThat(ask.text()).isEqualTo(grows);
        assertThat(again.id()).isEqualTo(ask.id());
    }

    @Test
    void generated_asks_follow_the_block_in_both_languages() {
        assertThat(asks.of(READER, PUMP))
                .allSatisfy(ask -> assertThat(ask.origin()).isEqualTo(Origin.GENERATED))
                .extracting(Ask::text)
                .contains(
                        "vibration pump",
                        "I need something that warns about rising vibration",
                        "I have sensor readings and want pump alerts with pressure",
                        "pompe vibration",
                        "entretien pompe")
                .anySatisfy(text -> assertThat(text)
                        .startsWith("\u00e0 partir de ")
                        .contains("obtenir", "avec pression")
                        .doesNotContain("readings"))
                .anySatisfy(text ->
                        assertThat(text).startsWith("j\u2019ai besoin de").contains("vibration"));
    }

    @Test
    void a_need_is_learned_for_each_block_that_served_it_with_the_composition_it_came_from() {
        var composition = new UUID(0, 7);
        asks.learn(
                AUTHOR,
                Map.of(PUMP, " keep an eye on   the feed water", new BlockId("OTHER"), "gone since"),
                composition);
        asks.learn(AUTHOR, Map.of(PUMP, "Keep an eye on the feed water"), new UUID(0, 8));
        assertThat(asks.of(READER, PUMP))
                .filteredOn(ask -> ask.origin() == Origin.LEARNED)
                .singleElement()
                .satisfies(ask -> {
                    assertThat(ask.text()).isEqualTo("keep an eye on the feed water");
                    assertThat(ask.composition()).isEqualTo(composition);
                });
        assertThatThrownBy(() -> asks.learn(READER, Map.of(PUMP, "anything"), composition))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void an_ask_is_said_in_other_words_and_keeps_where_it_came_from() {
        asks.learn(AUTHOR, Map.of(PUMP, "wacth the pump"), new UUID(0, 7));
        var learned = kept(Origin.LEARNED).getFirst();
        long before = catalog.block(AUTHOR, PUMP).changeSequence();

        var edited = asks.edit(AUTHOR, PUMP, learned.id(), " watch  the pump ");

        assertThat(edited.text()).isEqualTo("watch the pump");
        assertThat(edited.origin()).isEqualTo(Origin.LEARNED);
        assertThat(edited.composition()).isEqualTo(new UUID(0, 7));
        assertThat(edited.changedBy()).isEqualTo("carla");
        assertThat(asks.edit(AUTHOR, PUMP, learned.id(), "Watch the pump").text())
                .isEqualTo("Watch the pump");
        assertThat(catalog.block(AUTHOR, PUMP).changeSequence()).isGreaterThan(before);
        asks.learn(AUTHOR, Map.of(PUMP, "wacth the pump"), new UUID(0, 7));
        assertThat(kept(Origin.LEARNED))
                .as("what was corrected is not learned again")
                .hasSize(1);

        asks.learn(AUTHOR, Map.of(PUMP, "a wrong one"), new UUID(0, 7));
        asks.remove(AUTHOR, PUMP, kept(Origin.LEARNED).getLast().id());
        asks.learn(AUTHOR, Map.of(PUMP, "A wrong one"), new UUID(0, 8));
        assertThat(kept(Origin.LEARNED)).as("nor what was removed").hasSize(1);

        asks.add(AUTHOR, PUMP, "tell me when it wears out");
        assertThatThrownBy(() -> asks.edit(AUTHOR, PUMP, learned.id(), "Tell me when it wears out"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.CONFLICT));
        assertThatThrownBy(() -> asks.edit(AUTHOR, PUMP, learned.id(), " "))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID));
        assertThatThrownBy(() -> asks.edit(READER, PUMP, learned.id(), "anything"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void a_wrong_generated_ask_is_hidden_for_as_long_as_it_would_be_generated() {
        var wrong = generated("vibration pump");

        assertThat(asks.hide(AUTHOR, PUMP, wrong.id()).hidden()).isTrue();
        assertThat(asks.hide(AUTHOR, PUMP, wrong.id()).hidden()).as("again").isTrue();

        JdbcClient.create(dataSource)
                .sql("update block set summary = 'Warns early.' where id = 'PUMP_TREND'")
                .update();
        assertThat(generated("vibration pump").hidden()).as("after a crawl").isTrue();
        assertThat(new AskTable(dataSource).asks(List.of(PUMP)))
                .containsEntry(PUMP, new AskSource.Known(List.of(), Set.of("vibration pump")));
        assertThatThrownBy(() -> asks.remove(AUTHOR, PUMP, wrong.id())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> asks.hide(READER, PUMP, wrong.id())).isInstanceOf(ProblemException.class);

        asks.show(AUTHOR, PUMP, wrong.id());
        assertThat(generated("vibration pump").hidden()).isFalse();

        var better = asks.edit(AUTHOR, PUMP, wrong.id(), "vibration of a pump");
        assertThat(better.origin()).isEqualTo(Origin.AUTHOR);
        assertThat(generated("vibration pump").hidden()).isTrue();
        assertThatThrownBy(() -> asks.hide(AUTHOR, PUMP, better.id())).isInstanceOf(ProblemException.class);
    }

    private List<Ask> kept(Origin origin) {
        return asks.of(READER, PUMP).stream()
                .filter(ask -> ask.origin() == origin)
                .toList();
    }

    private Ask generated(String text) {
        return kept(Origin.GENERATED).stream()
                .filter(ask -> ask.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readers_write_nothing_and_empty_asks_are_refused() {
        assertThatThrownBy(() -> asks.add(READER, PUMP, "anything")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> asks.add(AUTHOR, PUMP, "   "))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID));
        assertThatThrownBy(() -> asks.remove(AUTHOR, PUMP, "none"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    @Test
    void a_term_of_ones_own_is_added_changed_and_removed_beside_the_others() {
        var words = new OwnWords(dataSource, transaction(), new Audit(dataSource), Clock.systemUTC());
        words.write(AUTHOR, Language.ENGLISH, "# ours\nahu\tair handling unit\n");

        words.put(
                AUTHOR, Language.ENGLISH, new Entry(" oee ", List.of("equipment effectiveness ", "", "availability")));
        words.put(AUTHOR, Language.ENGLISH, new Entry("AHU", List.of("air handler")));
        assertThat(words.lines(READER, Language.ENGLISH))
                .isEqualTo("# ours\nAHU\tair handler\noee\tequipment effectiveness|availability\n");
        assertThat(words.entries(READER, Language.ENGLISH))
                .extracting(Entry::term)
                .containsExactly("AHU", "oee");

        var before = words.lines(READER, Language.ENGLISH);
        words.remove(AUTHOR, Language.ENGLISH, "ahu");
        assertThat(words.lines(READER, Language.ENGLISH)).isEqualTo(OwnWords.without(before, "ahu"));
        assertThat(words.entries(READER, Language.ENGLISH))
                .extracting(Entry::term)
                .containsExactly("oee");

        assertThatThrownBy(() -> words.remove(AUTHOR, Language.ENGLISH, "ahu")).isInstanceOf(ProblemException.class);
        for (var wrong : List.of(
                new Entry("", List.of("a")),
                new Entry("a|b", List.of("c")),
                new Entry("#a", List.of("b")),
                new Entry("a", List.of(" ")),
                new Entry("a", List.of("b\tc")),
                new Entry("a", List.of("1", "2", "3", "4", "5", "6")))) {
            assertThatThrownBy(() -> words.put(AUTHOR, Language.ENGLISH, wrong)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> words.put(READER, Language.ENGLISH, new Entry("a", List.of("b"))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> words.remove(READER, Language.ENGLISH, "oee")).isInstanceOf(ProblemException.class);
    }

    @Test
    void terms_that_two_people_add_at_once_are_all_there() throws Exception {
        for (var database : List.of(dataSource, TestDatabase.freshPostgres())) {
            var words = new OwnWords(
                    database,
                    new TransactionTemplate(new JdbcTransactionManager(database)),
                    new Audit(database),
                    Clock.systemUTC());
            try (var people = Executors.newFixedThreadPool(4)) {
                var all = IntStream.range(0, 4)
                        .mapToObj(person -> people.submit(() -> {
                            for (int i = 0; i < 5; i++) {
                                words.put(
                                        AUTHOR, Language.ENGLISH, new Entry("term" + person + i, List.of("a meaning")));
                            }
                        }))
                        .toList();
                for (var one : all) {
                    one.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
                }
            }
            assertThat(words.entries(READER, Language.ENGLISH)).hasSize(20);

            var seen = words.lines(READER, Language.ENGLISH);
            var later = new Entry("later", List.of("than what was seen"));
            words.put(AUTHOR, Language.ENGLISH, later);
            assertThatThrownBy(() -> words.write(AUTHOR, Language.ENGLISH, seen, "all\tanew\n"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.CONFLICT));
            words.write(AUTHOR, Language.ENGLISH, OwnWords.with(seen, later), "all\tanew\n");
            assertThat(words.entries(READER, Language.ENGLISH)).hasSize(1);
        }
    }

    @Test
    void own_words_are_used_at_once_and_wrong_lines_are_told() {
        var words = new OwnWords(dataSource, transaction(), new Audit(dataSource), Clock.systemUTC());
        words.write(AUTHOR, Language.FRENCH, "pompe\tlift unit\n");
        assertThat(words.lines(READER, Language.FRENCH)).isEqualTo("pompe\tlift unit\n");
        assertThat(words.get().problems()).isEmpty();
        assertThat(words.get()).isNotSameAs(LanguagePacks.own());
        assertThat(Language.of("pompe", words.get())).isEqualTo(Language.FRENCH);
        assertThat(Words.of("pompe")).hasSize(1);
        assertThatThrownBy(() -> words.write(AUTHOR, Language.ENGLISH, "ok\tfine\nbroken"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(p -> assertThat(p.line()).isEqualTo(2)));
        assertThatThrownBy(() -> words.write(READER, Language.ENGLISH, "")).isInstanceOf(ProblemException.class);
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }
}

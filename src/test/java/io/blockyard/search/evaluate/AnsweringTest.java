package io.blockyard.search.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.Matching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single needs are answered on a catalog of near-duplicate families. */
class AnsweringTest {

    @Test
    void a_need_tells_siblings_apart_leaves_out_what_it_excludes_and_is_never_forced() throws IOException {
        var blocks = Catalogs.blocks("second");
        try (var index = OfflineEvaluation.indexed(blocks, Catalogs.EMBEDDER)) {
            var engine = new MatchEngine(Catalogs.EMBEDDER, LanguagePacks::own);
            engine.learn(index.index());

            var boiler = ask(engine, index, "I have boiler meters and want their efficiency");
            assertThat(first(boiler)).isEqualTo("EFF_BOILER");
            assertThat(boiler.matches().getFirst().speaksFor())
                    .anySatisfy(reason -> assertThat(reason.fields()).contains("inputs"))
                    .extracting(MatchResult.Reason::kind)
                    .contains("takes", "sibling");
            assertThat(ask(engine, index, "efficiency tracking").matches())
                    .flatExtracting(MatchResult.Match::speaksAgainst)
                    .filteredOn(reason -> reason.kind().equals("unasked"))
                    .extracting(MatchResult.Reason::found)
                    .contains("boiler", "heat");

            var excluded = ask(engine, index, "efficiency of machines in buildings, but not for boilers or chillers");
            assertThat(first(excluded)).isEqualTo("EFF_HEATPUMP");
            assertThat(excluded.understood().excluded()).contains("boilers", "chillers");

            var mistyped = ask(engine, index, "gerbox vibraton trend");
            assertThat(first(mistyped)).isEqualTo("VIB_GEARBOX");
            assertThat(mistyped.understood().corrected()).containsEntry("vibraton", "vibration");

            var two = ask(engine, index, "triage motor claims and home claims");
            assertThat(two.answers())
                    .extracting(MatchResult.Match::id)
                    .containsExactlyInAnyOrder("CLAIM_MOTOR", "CLAIM_HOME");

            var implied = ask(engine, index, "triage of motor claims based on transcribed phone calls");
            assertThat(implied.answers())
                    .extracting(MatchResult.Match::id)
                    .containsExactlyInAnyOrder("CLAIM_MOTOR", "AUDIO_TRANSCRIPT");

            var three = ask(engine, index, "triage motor claims, triage home claims, and tell funny jokes about cats");
            assertThat(three.answers())
                    .extracting(MatchResult.Match::id)
                    .containsExactlyInAnyOrder("CLAIM_MOTOR", "CLAIM_HOME");
            assertThat(three.understood().unserved()).singleElement().asString().contains("jokes");

            var one = ask(engine, index, "triage motor claims and tell funny jokes about grumpy cats");
            assertThat(one.answers()).extracting(MatchResult.Match::id).containsExactly("CLAIM_MOTOR");
            assertThat(one.understood().unserved()).singleElement().asString().contains("jokes");

            var nothing = ask(engine, index, "tell me a joke about cats");
            assertThat(nothing.band()).isEqualTo(Band.NOTHING);
            assertThat(nothing.answers()).isEmpty();
            assertThat(nothing.tips()).isNotEmpty();
            assertThat(nothing.understood().uncovered()).contains("joke");

            var filtered = engine.match(
                    index.index(), new MatchRequest("vibration trend", 5, Map.of("domain", List.of("telecom"))));
            assertThat(filtered.matches())
                    .allSatisfy(match -> assertThat(match.domain()).isEqualTo("telecom"));
        }
    }

    /** People tell what they want something for, and that is neither another block nor one that is missing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            how many people must answer the phones so that nobody waits                 | QUEUE_STAFF |
            which house loans will be paid back before term                             | LOAN_PREPAY |
            which house loans will be paid back, because branches plan their cash       | LOAN_PREPAY |
            triage motor claims and tell funny jokes about grumpy cats                  | CLAIM_MOTOR | jokes
            triage motor claims and to tell funny jokes about grumpy cats               | CLAIM_MOTOR | jokes
            triage motor claims as well as tell funny jokes about grumpy cats           | CLAIM_MOTOR | jokes
            triage motor claims, but not for homes, and tell funny jokes about cats     | CLAIM_MOTOR | jokes
            triage motor claims, while somebody tells funny jokes about grumpy cats     | CLAIM_MOTOR | jokes
            triage motor claims, in order to tell funny jokes about grumpy cats         | CLAIM_MOTOR |
            """)
    void what_something_is_for_asks_for_nothing_more(String need, String block, @Nullable String unserved)
            throws IOException {
        try (var index = OfflineEvaluation.indexed(Catalogs.blocks("second"), Catalogs.EMBEDDER)) {
            var engine = new MatchEngine(Catalogs.EMBEDDER, LanguagePacks::own);
            engine.learn(index.index());

            var result = ask(engine, index, need);

            assertThat(result.answers()).extracting(MatchResult.Match::id).containsExactly(block);
            if (unserved == null) {
                assertThat(result.understood().unserved()).isEmpty();
                assertThat(result.answers()).extracting(MatchResult.Match::need).containsOnly("");
            } else {
                assertThat(result.understood().unserved())
                        .singleElement()
                        .asString()
                        .contains(unserved);
            }
        }
    }

    /** What an author writes down that people say is believed, in its words and in others that mean the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hush the screaming gearbox",
                "hush the screaming gearbox, not for pumps",
                "make the shrieking machine quiet",
                "silence whatever is howling"
            })
    void what_people_say_who_need_a_block_finds_it(String need) throws IOException {
        var blocks = Catalogs.blocks("second");
        var said = blocks.stream()
                .map(block -> block.manifest().id().value().equals("VIB_GEARBOX")
                        ? new BlockLine(block.manifest(), block.notes(), List.of("hush the screaming gearbox"))
                        : block)
                .toList();

        var without = sureOf("VIB_GEARBOX", blocks, need);
        var with = sureOf("VIB_GEARBOX", said, need);

        assertThat(with).as("sure with the ask, %s without", without).isGreaterThan(Math.max(0.33, without));
    }

    private static double sureOf(String block, List<BlockLine> blocks, String need) throws IOException {
        try (var index = OfflineEvaluation.indexed(blocks, Catalogs.EMBEDDER)) {
            var engine = new MatchEngine(Catalogs.EMBEDDER, LanguagePacks::own);
            engine.learn(index.index());
            engine.calibrate(index.index());
            return engine.match(index.index(), MatchRequest.of(need, blocks.size())).matches().stream()
                    .filter(match -> match.id().equals(block))
                    .mapToDouble(MatchResult.Match::confidence)
                    .findFirst()
                    .orElse(0);
        }
    }

    @Test
    void a_second_opinion_is_asked_in_doubt_only_and_may_choose_only_among_what_is_listed() throws IOException {
        var blocks = Catalogs.blocks("second");
        var reader = new Actor("vera", Set.of(Role.VIEWER), "test");
        try (var index = OfflineEvaluation.indexed(blocks.subList(0, 30), Catalogs.EMBEDDER)) {
            var engine = new MatchEngine(Catalogs.EMBEDDER, LanguagePacks::own);
            var asked = new ArrayList<Band>();
            var doubtful = new AtomicReference<MatchResult>();
            var watching = new Matching(index, engine, result -> {
                asked.add(result.band());
                doubtful.set(result);
                return result;
            });
            for (int i = 30; i < blocks.size() && asked.isEmpty(); i++) {
                watching.match(reader, MatchRequest.of(blocks.get(i).manifest().name(), 5));
            }
            assertThat(asked).isNotEmpty().containsOnly(Band.MAYBE);

            var need = MatchRequest.of(doubtful.get().intent(), 5);
            var refusing = new Matching(index, engine, result -> with(result, Band.NOTHING, List.of()));
            assertThat(refusing.match(reader, need).band()).isEqualTo(Band.NOTHING);
            var elsewhere = watching.match(reader, MatchRequest.of("heat pump efficiency", 5));
            var inventing = new Matching(
                    index,
                    engine,
                    result -> with(
                            result,
                            Band.MATCH,
                            List.of(invented(elsewhere.matches().getFirst()))));
            assertThat(inventing.match(reader, need).band()).isEqualTo(Band.MAYBE);
            var failing = new Matching(index, engine, result -> {
                throw new IllegalStateException("no answer");
            });
            assertThat(failing.match(reader, need).band()).isEqualTo(Band.MAYBE);
        }
    }

    private static MatchResult.Match invented(MatchResult.Match match) {
        return new MatchResult.Match(
                "INVENTED",
                match.version(),
                match.name(),
                match.summary(),
                match.level(),
                match.domain(),
                match.score(),
                1,
                true,
                "",
                List.of(),
                List.of());
    }

    private static MatchResult with(MatchResult result, Band band, List<MatchResult.Match> matches) {
        return new MatchResult(
                result.intent(),
                result.language(),
                band,
                result.confidence(),
                matches,
                result.understood(),
                result.nearestDomains(),
                result.tips(),
                result.millis());
    }

    private static MatchResult ask(MatchEngine engine, IndexFollower index, String need) throws IOException {
        return engine.match(index.index(), MatchRequest.of(need, 5));
    }

    private static String first(MatchResult result) {
        return result.matches().getFirst().id();
    }
}

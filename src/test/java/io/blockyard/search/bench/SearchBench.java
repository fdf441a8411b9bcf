package io.blockyard.search.bench;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.PastSearches;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.index.BlockVectors;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.MatchRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code ./blockyard bench search [--sizes 1k,10k,100k] [--million] [--no-lunr] [--no-postgres]}: indexing, searching with
 * facets, suggestions and the whole path from a need to blocks, on generated catalogs; beside it other engines, asked the
 * same questions in turn.
 */
public final class SearchBench {

    /** As often it is asked unmeasured, until the machine's code is compiled as it is in a portal that runs for a while. */
    private static final int WARM = 1_500;

    private static final int WARM_NEEDS = 300;
    private static final int WARM_PEER = 5;
    private static final int LOOK_MS = 200;
    private static final int QUESTIONS = 240;
    private static final int NEEDS = 120;
    /** What growth is compared with. */
    private static final int USUAL_SIZE = 10_000;

    private final MiniLmEmbedder embedder = new MiniLmEmbedder();
    private final MixedVectors vectors = new MixedVectors(embedder);
    private final List<String> arguments;
    /** Size of the catalog → the median of the whole path from a need to blocks. */
    private final Map<Integer, Double> needs = new TreeMap<>();

    private long heapBefore;

    private SearchBench(List<String> arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new SearchBench(List.of(arguments));
        System.out.printf(
                "%d processors, %s %s, vectors mixed of real ones (%s)%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                bench.embedder.model());
        bench.heapBefore = liveHeap();
        for (int size : bench.sizes()) {
            bench.measure(size);
        }
        bench.growth();
        System.exit(0);
    }

    private List<Integer> sizes() {
        int given = arguments.indexOf("--sizes");
        var text = given >= 0 && given + 1 < arguments.size() ? arguments.get(given + 1) : "1k,10k,100k";
        var sizes = new ArrayList<Integer>();
        for (var size : text.toLowerCase(Locale.ROOT).split(",")) {
            sizes.add(Integer.parseInt(size.replace("k", "000").replace("m", "000000")));
        }
        if (arguments.contains("--million")) {
            sizes.add(1_000_000);
        }
        return sizes;
    }

    private void measure(int size) throws IOException, InterruptedException {
        System.out.printf("%n%,d blocks%n", size);
        var folder = Files.createTempDirectory("blockyard-bench");
        var peers = new ArrayList<Peer>();
        try {
            var catalog = new BenchCatalog(size);
            try (var follower = new IndexFollower(catalog, folder, new BlockVectors(embedder, vectors))) {
                index(catalog, follower);
                System.out.printf("  live heap of the open index  %.1f MB%n", (liveHeap() - heapBefore) / 1e6);
                var search = new BlockSearch(follower);
                fill(peers, catalog, size);
                searches(search, peers, size);
                suggestions(follower);
                needs(follower, size);
                again(catalog, follower);
                System.out.printf("  live heap after all of it    %.1f MB%n", (liveHeap() - heapBefore) / 1e6);
            }
        } finally {
            for (var peer : peers) {
                peer.close();
            }
            delete(folder);
        }
    }

    private static void index(BenchCatalog catalog, IndexFollower follower) throws InterruptedException {
        long start = System.nanoTime();
        follower.catchUp();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("  indexing                     %.1f s, %,.0f blocks/s%n", seconds, catalog.size() / seconds);
        while (!follower.isSettled()) {
            Thread.sleep(LOOK_MS);
            follower.catchUp();
        }
        System.out.printf("  pieces joined behind it      after %.1f s in all%n", (System.nanoTime() - start) / 1e9);
    }

    private static void again(BenchCatalog catalog, IndexFollower follower) {
        catalog.crawlAgain();
        long start = System.nanoTime();
        follower.catchUp();
        System.out.printf(
                "  crawl that changes 1 %%       %.2f s until all of %,d are found%n",
                (System.nanoTime() - start) / 1e9, catalog.changedBlocks());
    }

    /** The engines take turns, so that whatever else the machine does meets them alike. */
    private static void searches(BlockSearch search, List<Peer> peers, int size) throws IOException {
        var best = new ArrayList<Double>();
        var pages = new ArrayList<Double>();
        var theirs = new LinkedHashMap<Peer, List<Double>>();
        peers.forEach(peer -> theirs.put(peer, new ArrayList<>()));
        for (var peer : peers) {
            for (int n = 0; n < WARM_PEER; n++) {
                peer.ask(BenchCatalog.question(QUESTIONS + WARM + n));
            }
        }
        for (int n = -WARM; n < QUESTIONS; n++) {
            var question = BenchCatalog.question(n + WARM);
            double bestMillis = millis(search, question, false);
            double pageMillis = millis(search, question, true);
            for (var peer : peers) {
                int turns = Math.max(1, QUESTIONS / peer.questions(size));
                if (n >= 0 && n % turns == 0) {
                    theirs.get(peer).add(peer.ask(question));
                }
            }
            if (n >= 0) {
                best.add(bestMillis);
                pages.add(pageMillis);
            }
        }
        var ofBest = Figures.of(best);
        var ofPages = Figures.of(pages);
        System.out.printf("  facets, total, best 20       %s%n", ofBest);
        System.out.printf("  the same page with marks     %s%n", ofPages);
        theirs.forEach((peer, millis) -> {
            var figures = Figures.of(millis);
            System.out.printf(
                    "  %-28s %s, %.1f times as long as facets, total and best 20, %.1f times the page with marks%n",
                    peer.name(), figures, figures.median() / ofBest.median(), figures.median() / ofPages.median());
        });
    }

    /** @param marked with where each hit matched, which no other engine is asked for */
    private static double millis(BlockSearch search, String question, boolean marked) {
        return search.search(
                        Actor.system(),
                        new SearchRequest(question + " ", Map.of(), Sort.RELEVANCE, 0, 20, null, marked))
                .millis();
    }

    private static void suggestions(IndexFollower follower) {
        var suggestions = new SearchSuggestions(follower, new PastSearches(TestDatabase.fresh(), Clock.systemUTC()));
        var millis = new ArrayList<Double>();
        for (int n = -WARM; n < QUESTIONS; n++) {
            var question = BenchCatalog.question(n + WARM);
            var typed = question.substring(0, 2 + Math.floorMod(n, 8));
            long start = System.nanoTime();
            suggestions.suggest(Actor.system(), typed, 8);
            if (n >= 0) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        System.out.printf("  suggestions                  %s%n", Figures.of(millis));
    }

    private void needs(IndexFollower follower, int size) throws IOException {
        var engine = new MatchEngine(embedder, LanguagePacks::own);
        long learning = System.nanoTime();
        engine.learn(follower.index());
        System.out.printf("  learning the catalog's words %.1f s%n", (System.nanoTime() - learning) / 1e9);
        var millis = new ArrayList<Double>();
        for (int n = -WARM_NEEDS; n < NEEDS; n++) {
            long start = System.nanoTime();
            engine.match(follower.index(), MatchRequest.of(BenchCatalog.need(n + 1_000), 10));
            if (n >= 0) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        var figures = Figures.of(millis);
        needs.put(size, figures.median());
        System.out.printf("  from a need to blocks        %s%n", figures);
    }

    /** From 10,000 on, where that was measured: below, everything is quick. */
    private void growth() {
        int least = needs.containsKey(USUAL_SIZE)
                ? USUAL_SIZE
                : needs.keySet().stream().min(Integer::compare).orElseThrow();
        double first = needs.getOrDefault(least, 0.0);
        System.out.println();
        needs.forEach((size, median) -> System.out.printf(
                "from a need to blocks at %,d: %.1f times as long as at %,d%n", size, median / first, least));
    }

    private void fill(List<Peer> peers, BenchCatalog catalog, int size) {
        if (size > 100_000) {
            System.out.println("  other engines                skipped at this size");
            return;
        }
        lunr().ifPresent(peers::add);
        postgres().ifPresent(peers::add);
        for (var peer : List.copyOf(peers)) {
            long start = System.nanoTime();
            try {
                peer.fill(catalog.all());
                System.out.printf("  %-28s indexed in %.1f s%n", peer.name(), (System.nanoTime() - start) / 1e9);
            } catch (IOException | RuntimeException e) {
                System.out.printf("  %-28s skipped: %s%n", peer.name(), e.getMessage());
                peers.remove(peer);
            }
        }
    }

    private Optional<Peer> postgres() {
        if (arguments.contains("--no-postgres")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostgresPeer());
        } catch (IOException | SQLException | RuntimeException e) {
            System.out.println("  PostgreSQL                   skipped: it cannot be started here");
            return Optional.empty();
        }
    }

    private Optional<Peer> lunr() {
        if (arguments.contains("--no-lunr")) {
            return Optional.empty();
        }
        var node = Path.of(System.getProperty("bench.node", ""));
        var modules = Path.of(System.getProperty("bench.modules", ""));
        try {
            if (Files.isExecutable(node) && Files.isDirectory(modules.resolve("lunr"))) {
                return Optional.of(new LunrPeer(node, modules, Path.of("src/test/resources/bench/lunr-engine.cjs")));
            }
        } catch (IOException e) {
            // said below
        }
        System.out.println("  Backstage's Lunr             skipped: Node or the package lunr is missing");
        return Optional.empty();
    }

    private static long liveHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void delete(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Figures(double median, double slow, int count) {
        static Figures of(List<Double> millis) {
            var sorted = millis.stream().sorted().toList();
            return new Figures(
                    sorted.get(sorted.size() / 2),
                    sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)),
                    sorted.size());
        }

        @Override
        public String toString() {
            return "p50 %.2f ms, p99 %.2f ms (n %d)".formatted(median, slow, count);
        }
    }
}

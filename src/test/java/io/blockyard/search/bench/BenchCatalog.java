package io.blockyard.search.bench;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.BlockText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A catalog of any size that is never in memory: block number n is made anew each time, always the same, about 1.1 KB of
 * text. Names are made of things, tasks and manners; texts of words as often as they are written, and now and then one of
 * the trade. A second crawl changes every hundredth block.
 */
final class BenchCatalog implements BlockFeed {

    private static final List<String> THINGS = words("""
            compressor pump turbine valve bearing furnace reactor boiler conveyor motor transformer battery inverter
            pipeline tank sensor meter feeder gearbox chiller invoice payment claim loan card account customer store
            basket shelf shipment parcel truck route port container vessel wagon patient ward ticket contract supplier
            order return warehouse batch recipe panel well rig substation cable crane robot weld mould kiln mill""");
    private static final List<String> TASKS = words("""
            forecast scoring cleaning alerting aggregation deduplication enrichment segmentation matching ranking
            reconciliation optimisation scheduling classification monitoring calibration imputation smoothing simulation
            attribution estimation detection""");
    private static final List<String> MANNERS = words("""
            hourly daily weekly monthly seasonal regional remote thermal hydraulic electrical acoustic financial
            statistical incremental robust bayesian spectral rolling dynamic hierarchical early late critical spare""");
    private static final WrittenWords WORDS = WrittenWords.read();
    /** So many words are too common to be searched for. */
    private static final int COMMON = 100;
    /** One word in so many of a text is of the trade. */
    private static final int TRADE = 12;

    private static final List<String> COLUMNS = words("""
            asset_id timestamp store_id customer_id amount currency quantity score severity label region country unit
            temperature_c pressure_bar flow_m3h rms_g kurtosis power_kw voltage_v speed_rpm order_id item_id price
            started_at ended_at duration_s status code batch_id route_id weight_kg forecast lower upper""");
    private static final List<String> TRADES =
            Stream.of(THINGS, TASKS, MANNERS).flatMap(List::stream).toList();
    private static final List<String> DOMAINS =
            words("equipment energy retail finance logistics health quality process");
    private static final List<String> LEVELS = words("enterprise site area line unit asset");

    private static final int SEQUENCES_A_CRAWL = 10_000_000;
    private static final int CHANGED = 100;

    private final int size;
    private volatile boolean crawledAgain;

    BenchCatalog(int size) {
        this.size = size;
    }

    /** Changes every hundredth block. */
    void crawlAgain() {
        crawledAgain = true;
    }

    int changedBlocks() {
        return (size + CHANGED - 1) / CHANGED;
    }

    @Override
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        if (sequence < size) {
            return LongStream.rangeClosed(sequence + 1, Math.min(size, sequence + limit))
                    .mapToObj(n -> block((int) n - 1, n, false))
                    .toList();
        }
        if (!crawledAgain) {
            return List.of();
        }
        long next = Math.max(sequence, SEQUENCES_A_CRAWL) - SEQUENCES_A_CRAWL;
        return LongStream.rangeClosed(next + 1, Math.min(changedBlocks(), next + limit))
                .mapToObj(n -> block((int) (n - 1) * CHANGED, SEQUENCES_A_CRAWL + n, true))
                .toList();
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return List.of();
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> blocks) {
        return blocks.stream()
                .map(block -> new BlockText(block, article(block.manifest().id()), List.of()))
                .toList();
    }

    @Override
    public long end() {
        return crawledAgain ? SEQUENCES_A_CRAWL + changedBlocks() : size;
    }

    @Override
    public long size() {
        return size;
    }

    Stream<BlockText> all() {
        return IntStream.range(0, size)
                .mapToObj(n -> texts(List.of(block(n, n + 1, false))).getFirst());
    }

    /** Three to five words as people type them, of block number n among others. */
    static String question(int n) {
        var random = new SplittableRandom(n * 7919L);
        return Stream.of(
                        pick(THINGS, random), pick(TASKS, random), pick(MANNERS, random), WORDS.telling(random, COMMON))
                .limit(3 + random.nextInt(2))
                .collect(Collectors.joining(" "));
    }

    /** A need in a sentence. */
    static String need(int n) {
        var random = new SplittableRandom(n * 104_729L);
        return "I want a " + pick(MANNERS, random) + " " + pick(TASKS, random) + " of " + pick(THINGS, random) + " "
                + WORDS.telling(random, COMMON) + " by " + WORDS.telling(random, COMMON);
    }

    private static CatalogBlock block(int number, long sequence, boolean changed) {
        var random = new SplittableRandom(number);
        var thing = pick(THINGS, random);
        var task = pick(TASKS, random);
        var manner = pick(MANNERS, random);
        var name = capital(manner) + " " + thing + " " + task + " " + number;
        var id = new BlockId(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
        var description = capital(task) + " of " + thing + " " + WORDS.telling(random, COMMON) + ", " + manner + ". "
                + sentence(random, 14) + " " + sentence(random, 16) + (changed ? " Changed since." : "");
        var published = Instant.ofEpochSecond(1_700_000_000L + number);
        return new CatalogBlock(
                new BlockManifest(
                        id,
                        BlockVersion.FIRST,
                        BlockType.ZONE,
                        name,
                        false,
                        description,
                        "team " + random.nextInt(40),
                        "PROJECT_" + random.nextInt(200),
                        name,
                        pick(LEVELS, random),
                        pick(DOMAINS, random),
                        List.of(thing, task, manner),
                        List.of(port("RAW_" + thing.toUpperCase(Locale.ROOT), random)),
                        List.of(port(task.toUpperCase(Locale.ROOT) + "_RESULT", random)),
                        BlockManifest.Contains.NOTHING,
                        BlockManifest.Dependencies.NONE,
                        List.of(),
                        "",
                        null),
                "0".repeat(64),
                List.of(BlockVersion.FIRST),
                Lifecycle.PUBLISHED,
                description,
                published,
                published,
                sequence);
    }

    private static String article(BlockId id) {
        var random = new SplittableRandom(id.value().hashCode());
        return IntStream.range(0, 6).mapToObj(i -> sentence(random, 15)).collect(Collectors.joining(" "));
    }

    private static Port port(String name, SplittableRandom random) {
        var columns = random.ints(6, 0, COLUMNS.size())
                .distinct()
                .mapToObj(i -> new Column(COLUMNS.get(i), "string", "", true))
                .toList();
        return new Port(name, PortType.DATASET, "", true, "", "", columns);
    }

    private static String sentence(SplittableRandom random, int words) {
        return capital(IntStream.range(0, words)
                        .mapToObj(i -> random.nextInt(TRADE) == 0 ? pick(TRADES, random) : WORDS.any(random))
                        .collect(Collectors.joining(" ")))
                + ".";
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}

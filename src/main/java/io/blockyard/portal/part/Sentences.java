package io.blockyard.portal.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Recognises what the rooms say in English, so that it can be said in another language: the texts {@code said.…} of
 * {@code messages.properties} are these sentences, with {@code {0}} for each name and number in them.
 */
final class Sentences {

    static final String PREFIX = "said.";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** The sentences that are put together from words and parts; whatever stands in any other is somebody's. */
    private static final Pattern COMPOSED = Pattern.compile("said\\.(?:(?:block|config|plan|policy|stale|yaml)\\..+"
            + "|code\\.sql|part\\.partitions|difference\\..+\\.(?:kind|partitioned)|discovery\\.dangling-item)");

    /** What comes before a name: a quotation mark, or what the name is of. */
    private static final Pattern BEFORE_NAME =
            Pattern.compile("(?:\u201c|(?i:\\b(?:block|dataset|input|output|project|recipe|variable) ))$");

    private static final List<Known> KNOWN = known();

    private Sentences() {}

    /**
     * A sentence that was recognised.
     *
     * @param key of its text
     * @param arguments what stands in its places, in their order; they may be sentences or words of a room themselves
     * @param names which of the arguments are somebody's names, or told by somebody, and no words of a room
     */
    record Recognised(String key, List<String> arguments, Set<Integer> names) {}

    static Optional<Recognised> recognise(String sentence) {
        var plain = sentence.replace('\'', '\u2019');
        for (var known : KNOWN) {
            var arguments = known.arguments(plain);
            if (arguments.isPresent()) {
                return Optional.of(new Recognised(known.key(), arguments.get(), known.names()));
            }
        }
        return Optional.empty();
    }

    private static List<Known> known() {
        var bundle = ResourceBundle.getBundle(
                "messages",
                Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var all = new ArrayList<Known>();
        for (var key : bundle.keySet()) {
            if (key.startsWith(PREFIX)) {
                all.add(Known.of(key, bundle.getString(key)));
            }
        }
        // The one with more words of its own is the more exact one.
        all.sort(Comparator.comparingInt(Known::words).reversed().thenComparing(Known::key));
        return List.copyOf(all);
    }

    /**
     * One sentence with places in it.
     *
     * @param texts what stands before, between and behind the places: one more than there are places
     * @param places the number of each place, in the order of the sentence
     * @param names the places that hold no words of a room
     * @param words how many characters are no places
     */
    private record Known(String key, List<String> texts, List<Integer> places, Set<Integer> names, int words) {

        static Known of(String key, String text) {
            var texts = new ArrayList<String>();
            var places = new ArrayList<Integer>();
            var names = new TreeSet<Integer>();
            boolean composed = COMPOSED.matcher(key).matches();
            int from = 0;
            for (var place = PLACE.matcher(text); place.find(); from = place.end()) {
                var before = text.substring(from, place.start());
                var number = Integer.valueOf(place.group(1));
                texts.add(before);
                places.add(number);
                if (!composed || BEFORE_NAME.matcher(before).find()) {
                    names.add(number);
                }
            }
            texts.add(text.substring(from));
            int words = texts.stream().mapToInt(String::length).sum();
            return new Known(key, List.copyOf(texts), List.copyOf(places), names, words);
        }

        /**
         * What stands in the places, by their numbers, when the sentence is this one. Each place takes as little as
         * it can, so one walk through the sentence finds out, however long what is told in it.
         */
        Optional<List<String>> arguments(String sentence) {
            var first = texts.getFirst();
            var last = texts.getLast();
            if (places.isEmpty()) {
                return sentence.equals(first) ? Optional.of(List.of()) : Optional.empty();
            }
            if (!sentence.startsWith(first) || !sentence.endsWith(last)) {
                return Optional.empty();
            }
            Map<Integer, String> said = new TreeMap<>();
            int from = first.length();
            for (int place = 0; place < places.size(); place++) {
                var behind = texts.get(place + 1);
                boolean isLast = place == places.size() - 1;
                int until = isLast ? sentence.length() - last.length() : sentence.indexOf(behind, from);
                if (until < from) {
                    return Optional.empty();
                }
                said.put(places.get(place), sentence.substring(from, until));
                from = until + behind.length();
            }
            return Optional.of(List.copyOf(said.values()));
        }
    }
}

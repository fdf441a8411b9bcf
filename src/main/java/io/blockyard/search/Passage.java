package io.blockyard.search;

import io.blockyard.search.MatchedPlaces.Place;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Text with the places that matched in {@code <mark>}, everything else escaped: all of it, or the part that says most. */
final class Passage {

    /** So many characters hold a thought. */
    private static final int WIDTH = 160;
    /** A sentence may be so much longer than that before it is cut. */
    private static final int LONGEST = 2 * WIDTH;

    private static final String CUT = "\u2026";

    private final String text;
    private final List<Place> places;

    /** @param places those of the text that matched, in any order */
    Passage(String text, List<Place> places) {
        this.text = text;
        this.places = apart(text, places);
    }

    /** All of the text. */
    String whole() {
        return marked(0, text.length());
    }

    /** The sentences around the places that hold most of what was asked for; empty when there is none. */
    String best() {
        if (places.isEmpty()) {
            return "";
        }
        int first = densest();
        int start = places.get(first).start();
        int last = first;
        while (last + 1 < places.size() && places.get(last + 1).end() <= start + WIDTH) {
            last++;
        }
        int end = places.get(last).end();
        var sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int from = start == 0 ? 0 : Math.max(0, sentences.preceding(start + 1));
        int to = sentences.following(Math.max(from, end - 1));
        while (to != BreakIterator.DONE && to < text.length() && to - from < WIDTH) {
            to = sentences.next();
        }
        to = to == BreakIterator.DONE ? text.length() : to;
        boolean cutBefore = start - from > WIDTH;
        from = cutBefore ? wordAfter(start - WIDTH / 2, start) : from;
        boolean cutBehind = to - from > LONGEST && end < from + LONGEST;
        to = cutBehind ? wordBefore(from + LONGEST, end) : to;
        return (cutBefore ? CUT : "") + marked(from, to).strip() + (cutBehind ? CUT : "");
    }

    /** The place from which on most different words follow closely; the first of those that are as good. */
    private int densest() {
        int best = 0;
        int most = 0;
        var words = new HashSet<Integer>();
        for (int i = 0; i < places.size(); i++) {
            words.clear();
            int end = places.get(i).start() + WIDTH;
            for (int j = i; j < places.size() && places.get(j).end() <= end; j++) {
                words.add(places.get(j).word());
            }
            if (words.size() > most) {
                best = i;
                most = words.size();
            }
        }
        return best;
    }

    private int wordAfter(int from, int most) {
        int at = text.indexOf(' ', from);
        return at < 0 || at >= most ? from : at + 1;
    }

    private int wordBefore(int to, int least) {
        int at = text.lastIndexOf(' ', to);
        return at <= least ? to : at;
    }

    private String marked(int from, int to) {
        var html = new StringBuilder();
        int at = from;
        for (var place : places) {
            if (place.start() >= at && place.end() <= to) {
                html.append(HtmlText.escaped(text.substring(at, place.start())));
                html.append("<mark>")
                        .append(HtmlText.escaped(text.substring(place.start(), place.end())))
                        .append("</mark>");
                at = place.end();
            }
        }
        return html.append(HtmlText.escaped(text.substring(at, to))).toString();
    }

    /** In order, and of places that overlap the longest. */
    private static List<Place> apart(String text, List<Place> places) {
        var apart = new ArrayList<Place>();
        int behind = 0;
        for (var place : places.stream()
                .sorted(Comparator.comparingInt(Place::start).thenComparing(Place::end, Comparator.reverseOrder()))
                .toList()) {
            if (place.start() >= behind && place.end() <= text.length() && place.start() < place.end()) {
                apart.add(place);
                behind = place.end();
            }
        }
        return apart;
    }
}

package io.blockyard.portal.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Texts, dates and numbers in the language of the person who looks. */
public final class Words {

    private Words() {}

    /** The text of a key of {@code messages.properties}. */
    public static String t(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    /** A sentence of a room in the language of the person who looks, where it is known; else as the room says it. */
    public static String said(String sentence) {
        if (sentence.isEmpty() || locale().getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            return sentence;
        }
        return Sentences.recognise(sentence).map(Words::inOurLanguage).orElse(sentence);
    }

    /** What stands in the sentence and is no name may be known itself. */
    private static String inOurLanguage(Sentences.Recognised known) {
        var arguments = new Object[known.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            var argument = known.arguments().get(i);
            arguments[i] = known.names().contains(i) ? argument : said(argument);
        }
        return t(known.key(), arguments);
    }

    /** A text for a name of an enum or of a wire value, such as {@code plan.state.applied}. */
    public static String named(String prefix, String name) {
        var key = prefix + "." + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        var text = t(key);
        return text.equals(key) ? name : text;
    }

    /** A place of an article, such as {@code section:Description}, as one says it. */
    public static String place(String place) {
        var parts = place.split(":", 2);
        return parts.length < 2 ? place : t("conflicts.place-of", named("conflicts", parts[0]), parts[1]);
    }

    /** {@code dataset.KEY.NAME} as one says it: the kind, and the name. */
    public static String resource(String address) {
        var parts = address.split("\\.", 3);
        return named("resource", parts[0]) + " " + parts[parts.length - 1];
    }

    public static String moment(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .withZone(ZoneId.systemDefault())
                .format(instant);
    }

    /** How long ago, in the largest unit that fits; a date from a month on. */
    public static String ago(Instant instant) {
        var age = Duration.between(instant, Instant.now());
        if (age.toMinutes() < 1) {
            return t("time.now");
        }
        if (age.toHours() < 1) {
            return t("time.minutes", age.toMinutes());
        }
        if (age.toDays() < 1) {
            return t("time.hours", age.toHours());
        }
        if (age.toDays() < 30) {
            return t("time.days", age.toDays());
        }
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale())
                .withZone(ZoneId.systemDefault())
                .format(instant);
    }

    /** A whole number as the person's language groups its digits. */
    public static String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** A number with so many digits behind the point, or the comma. */
    public static String decimal(double number, int digits) {
        var format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /** A size as people say it, in the largest unit that fits. */
    public static String bytes(long size) {
        if (size < 1024) {
            return t("size.bytes", size);
        }
        return size < 1 << 20
                ? t("size.kib", Math.round(size / 1024.0))
                : t("size.mib", Math.round(size * 10.0 / (1 << 20)) / 10.0);
    }

    public static Locale locale() {
        var ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }
}

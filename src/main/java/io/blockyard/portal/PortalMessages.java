package io.blockyard.portal;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** All texts of the portal, from {@code messages.properties} and its translations; arguments by {@link MessageFormat}. */
public class PortalMessages implements I18NProvider {

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.FRENCH);
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return LOCALES;
    }

    /** The text for the key, or the key itself where there is none: a page with a gap still works. */
    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        String pattern;
        try {
            pattern = ResourceBundle.getBundle("messages", locale, NO_FALLBACK).getString(key);
        } catch (MissingResourceException missing) {
            return key;
        }
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }
}

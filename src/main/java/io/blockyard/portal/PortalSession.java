package io.blockyard.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.blockyard.portal.part.Notices;
import io.blockyard.problem.ProblemException;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every browser window: its language, what happens when something fails, what it says when offline. */
public class PortalSession implements VaadinServiceInitListener {

    /** The language a person chose; without it the browser's preference counts. */
    public static final String LANGUAGE_COOKIE = "blockyard-language";

    private static final Logger LOG = LoggerFactory.getLogger(PortalSession.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(this::prepare);
        event.getSource().setSystemMessagesProvider(info -> {
            var locale = info.getLocale() == null ? Locale.ENGLISH : info.getLocale();
            var messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(true);
            messages.setSessionExpiredCaption(I18NProvider.translate(locale, "session.expired"));
            messages.setSessionExpiredMessage(I18NProvider.translate(locale, "session.expired.hint"));
            messages.setInternalErrorCaption(I18NProvider.translate(locale, "error.unexpected"));
            messages.setInternalErrorMessage(I18NProvider.translate(locale, "error.reload"));
            return messages;
        });
    }

    private void prepare(UIInitEvent event) {
        var ui = event.getUI();
        chosenLanguage().ifPresent(ui::setLocale);
        ui.getSession().setErrorHandler(PortalSession::tell);
        ui.getReconnectDialogConfiguration().setDialogText(ui.getTranslation("offline.trying"));
        ui.getReconnectDialogConfiguration().setDialogTextGaveUp(ui.getTranslation("offline.gave-up"));
        ui.getElement()
                .executeJs("document.documentElement.lang = $0", ui.getLocale().getLanguage());
    }

    private static java.util.Optional<Locale> chosenLanguage() {
        var request = VaadinRequest.getCurrent();
        if (request == null || request.getCookies() == null) {
            return java.util.Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(LANGUAGE_COOKIE))
                .map(Cookie::getValue)
                .filter(language -> language.equals("en") || language.equals("fr"))
                .map(Locale::of)
                .findFirst();
    }

    /** A person reads what is wrong and what to do; anything unexpected is logged under a number they can pass on. */
    private static void tell(ErrorEvent event) {
        var failure = event.getThrowable();
        var ui = UI.getCurrent();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                if (ui != null) {
                    Notices.problem(problem);
                }
                return;
            }
        }
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", number, failure);
        if (ui != null) {
            Notices.error(ui.getTranslation("error.unexpected.number", number));
        }
    }
}

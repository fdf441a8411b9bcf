package io.blockyard.portal.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import io.blockyard.problem.ProblemException;

/** Short messages in the corner: what was done, or what is wrong and what would be right. */
public final class Notices {

    private static final int MOMENT_MS = 3500;

    private Notices() {}

    public static void done(String sentence) {
        var notice = Notification.show(sentence, MOMENT_MS, Notification.Position.BOTTOM_END);
        notice.addThemeVariants(NotificationVariant.SUCCESS);
    }

    public static void error(String sentence) {
        staying(sentence, "");
    }

    public static void problem(ProblemException failure) {
        for (var problem : failure.problems()) {
            staying(Words.said(problem.message()), Words.said(problem.remedy()));
        }
    }

    private static void staying(String sentence, String remedy) {
        var words = new Div(new Paragraph(sentence));
        words.addClassName("notice-words");
        if (!remedy.isEmpty()) {
            var hint = new Span(remedy);
            hint.addClassName("notice-remedy");
            words.add(hint);
        }
        var notice = new Notification();
        notice.addThemeVariants(NotificationVariant.ERROR);
        notice.setPosition(Notification.Position.BOTTOM_END);
        notice.setDuration(0);
        notice.setAssertive(true);
        var close = new Button(Parts.icon("cross"), click -> notice.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(Words.t("action.close"));
        var content = new Div(Parts.icon("alert"), words, close);
        content.addClassName("notice");
        notice.add(content);
        notice.open();
        Parts.named(notice, "notice");
    }
}

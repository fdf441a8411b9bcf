package io.blockyard.portal.part;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/** A point in time as a person says it, with the exact one when one points at it. */
@Tag("time")
public final class Moment extends HtmlComponent {

    private Moment(Instant instant, String text) {
        getElement().setAttribute("datetime", instant.toString());
        getElement().setText(text);
    }

    /** Such as “5 minutes ago”. */
    public static Moment ago(Instant instant) {
        var moment = new Moment(instant, Words.ago(instant));
        moment.setTitle(Words.moment(instant));
        return moment;
    }

    public static Moment exactly(Instant instant) {
        return new Moment(instant, Words.moment(instant));
    }
}

package io.blockyard.portal;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import java.time.Duration;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Lets the session of somebody who signs in last for a working day; those of nobody end soon, as the server has it. */
final class SignedInSessions implements HttpSessionAttributeListener {

    private final int seconds;

    SignedInSessions(Duration length) {
        this.seconds = Math.toIntExact(length.toSeconds());
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)) {
            event.getSession().setMaxInactiveInterval(seconds);
        }
    }
}

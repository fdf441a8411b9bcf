package io.blockyard;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whatever a test waits for may take this long: a busy machine is slow, and waiting ends once it is there. */
public final class Patience implements BeforeAllCallback {

    public static final Duration LONG = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }
}

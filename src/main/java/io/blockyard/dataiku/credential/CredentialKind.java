package io.blockyard.dataiku.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of credential it is. */
public enum CredentialKind {
    PASSWORD("password"),
    CONNECTION_PASSWORD("password in an address"),
    PRIVATE_KEY("private key"),
    ACCESS_KEY("access key"),
    TOKEN("token"),
    /** Sealed by DSS with its own key, and still nobody else's business. */
    ENCRYPTED("encrypted password of DSS");

    private final String words;

    CredentialKind(String words) {
        this.words = words;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it is called in a sentence. */
    public String words() {
        return words;
    }

    /** One of them, such as {@code an access key}. */
    public String one() {
        return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
    }

    public static CredentialKind ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

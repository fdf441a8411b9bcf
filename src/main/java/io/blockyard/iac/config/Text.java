package io.blockyard.iac.config;

/** A text with the place where somebody wrote it, so that a later finding can point there. */
public record Text(String value, Place place) {

    @Override
    public String toString() {
        return value;
    }
}

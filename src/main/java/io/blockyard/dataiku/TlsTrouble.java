package io.blockyard.dataiku;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why an encrypted connection did not come about, in words. */
enum TlsTrouble {
    EXPIRED("the certificate of %s has expired", "Renew the certificate; check the clock of this machine, too."),
    NOT_YET_VALID("the certificate of %s is not valid yet", "Check the clock of this machine and of the instance."),
    OTHER_NAME(
            "the certificate is not for the name %s",
            "Use the name that the certificate is for, or have a certificate made for this one."),
    UNTRUSTED(
            "the certificate of %s comes from an authority that is not trusted here",
            "Give the authority's certificate (PEM) with the source, or add it to this Java's trust store."),
    NO_TLS("%s does not speak TLS on this port", "Use http:// in the address, or the port that serves https."),
    OTHER(
            "the encrypted connection to %s failed",
            "Check the certificate of the instance and that its authority is trusted by this Java.");

    /** What the JDK says when the other side answers something else. */
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private final String reason;
    private final String remedy;

    TlsTrouble(String reason, String remedy) {
        this.reason = reason;
        this.remedy = remedy;
    }

    /** A server that says nothing to a greeting waits for another protocol. */
    static SSLException noAnswer(SocketTimeoutException silent) {
        return new SSLException(NOT_TLS, silent);
    }

    static String reason(URI base, SSLException failure) {
        var trouble = of(failure);
        var words = String.format(Locale.ROOT, trouble.reason, base.getHost());
        return trouble == OTHER ? words + " (" + failure.getMessage() + ")" : words;
    }

    static String remedy(SSLException failure) {
        return of(failure).remedy;
    }

    private static TlsTrouble of(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException expired -> {
                    return EXPIRED;
                }
                case CertificateNotYetValidException early -> {
                    return NOT_YET_VALID;
                }
                case SSLPeerUnverifiedException otherName -> {
                    return OTHER_NAME;
                }
                case CertPathBuilderException unknown -> {
                    return UNTRUSTED;
                }
                case CertPathValidatorException invalid
                when invalid.getCause() == null -> {
                    return UNTRUSTED;
                }
                default -> {
                    var said = String.valueOf(cause.getMessage());
                    if (said.contains("subject alternative")) {
                        return OTHER_NAME;
                    }
                    if (said.contains(NOT_TLS)) {
                        return NO_TLS;
                    }
                }
            }
        }
        return OTHER;
    }
}

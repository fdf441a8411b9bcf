package io.blockyard.dataiku.sandbox;

/** An error in DSS's own form: a status, a type that looks like a class, and a message. */
final class Fault extends RuntimeException {

    private final int status;
    private final String type;

    private Fault(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    static Fault unauthorized(String why) {
        return new Fault(401, "com.dataiku.dip.exceptions.UnauthorizedException", "Unauthorized: " + why);
    }

    static Fault forbidden(String why) {
        return new Fault(403, "com.dataiku.dip.exceptions.ForbiddenException", "Forbidden: " + why);
    }

    static Fault notFound(String what) {
        return new Fault(404, "com.dataiku.dip.exceptions.NotFoundException", what);
    }

    static Fault badRequest(String why) {
        return new Fault(400, "java.lang.IllegalArgumentException", why);
    }

    static Fault conflict(String why) {
        return new Fault(409, "com.dataiku.dip.exceptions.ConflictException", why);
    }

    static Fault tooLarge(long limit) {
        return new Fault(413, "java.lang.IllegalArgumentException", "The body is larger than " + limit + " bytes");
    }

    /** What only a real DSS can do, and why. */
    static Fault unsupported(String what, String why) {
        return new Fault(
                501, "java.lang.UnsupportedOperationException", what + " is not supported by the sandbox: " + why);
    }

    /** A failure of the moment. */
    static Fault busy(int status, String why) {
        return new Fault(status, "com.dataiku.dip.exceptions.CodedException", why);
    }

    static Fault internal(String message) {
        return new Fault(500, "java.lang.RuntimeException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}

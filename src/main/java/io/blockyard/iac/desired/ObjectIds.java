package io.blockyard.iac.desired;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of what an import brings: eight letters and digits as DSS gives them, always the same ones for an address. */
public final class ObjectIds {

    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 8;

    private ObjectIds() {}

    /** @param address such as {@code model.KEY.NAME} */
    public static String of(String address) {
        var digest = UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
        var left = new BigInteger(digest.toString().replace("-", ""), 16);
        var id = new StringBuilder();
        var base = BigInteger.valueOf(SIGNS.length());
        for (int i = 0; i < LENGTH; i++) {
            id.append(SIGNS.charAt(left.mod(base).intValue()));
            left = left.divide(base);
        }
        return id.toString();
    }
}

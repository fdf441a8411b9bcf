package io.blockyard.task;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must not lie about in clear, such as the API keys of DSS instances: AES-256 in GCM with a key that
 * is no part of the database. Sealing the same text twice gives two different texts.
 */
public final class Secrets {

    /** The environment variable that holds the key, 32 bytes in base64; nodes of one installation share it. */
    public static final String KEY_VARIABLE = "BLOCKYARD_SECRET_KEY";

    private static final String FORM = "v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Logger LOG = System.getLogger(Secrets.class.getName());
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private Secrets(byte[] key) {
        this.key = key;
    }

    /**
     * The secrets of a data folder: with the key of the environment variable when it is set, else with the one
     * in {@code keys/secret.key}, which is made when it is missing and readable by its owner only.
     *
     * @throws ProblemException of kind SETTINGS when the key is malformed, when others can read it and that cannot be
     *     changed, or when the folder cannot be used
     */
    public static Secrets of(Path dataFolder) {
        return of(dataFolder, Optional.ofNullable(System.getenv(KEY_VARIABLE)).filter(text -> !text.isBlank()));
    }

    /** The same with the value of the variable given. */
    public static Secrets of(Path dataFolder, Optional<String> keyVariable) {
        if (keyVariable.isPresent()) {
            return new Secrets(decoded(keyVariable.get(), "The environment variable " + KEY_VARIABLE));
        }
        var file = dataFolder.resolve("keys").resolve("secret.key");
        try {
            if (!Files.exists(file)) {
                makeKey(file);
            }
            keepToOwner(file);
            return new Secrets(decoded(Files.readString(file), "The file " + file));
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "secrets.unusable-key",
                            "The key file " + file + " cannot be read or made.",
                            "Let the user that runs Blockyard own the data folder."),
                    failure);
        }
    }

    /** The text, sealed; it can be stored anywhere. */
    public String seal(String clear) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            return FORM
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", impossible);
        }
    }

    /** @throws ProblemException of kind SETTINGS when the text was sealed with another key or is damaged */
    public String open(String sealed) {
        try {
            if (!sealed.startsWith(FORM)) {
                throw new IllegalArgumentException("unknown form");
            }
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(FORM.length())));
            var nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            var body = new byte[bytes.remaining()];
            bytes.get(body);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(body), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | RuntimeException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "secrets.wrong-key",
                            "A stored secret cannot be opened with this server's key.",
                            "Bring back the key it was sealed with (" + KEY_VARIABLE
                                    + " or keys/secret.key in the data folder), or enter the secret again."),
                    failure);
        }
    }

    /** A keyed digest (HMAC-SHA256, hex): the same text gives the same digest, which tells nothing about the text. */
    public String fingerprint(String clear) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(clear.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] decoded(String text, String where) {
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, together with the wrong length.
        }
        throw ProblemException.of(
                ProblemException.Kind.SETTINGS,
                "secrets.malformed-key",
                where + " does not hold a key: it takes 32 bytes in base64.",
                "Make one with: openssl rand -base64 32");
    }

    /** A key file that others can read, such as one from a careless copy, is taken back from them. */
    private static void keepToOwner(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null || OWNER.containsAll(posix.readAttributes().permissions())) {
            return;
        }
        try {
            posix.setPermissions(OWNER);
            LOG.log(Level.WARNING, "The key file {0} could be read by others; now it cannot.", file);
        } catch (IOException notOurs) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "secrets.open-key",
                            "The key file " + file + " can be read by others than its owner.",
                            "Let the user that runs Blockyard own it, and take it from everybody else: chmod 600 "
                                    + file),
                    notOurs);
        }
    }

    private static void makeKey(Path file) throws IOException {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        Files.createDirectories(file.getParent());
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var fresh = posix
                ? Files.createTempFile(file.getParent(), "secret", ".new", PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createTempFile(file.getParent(), "secret", ".new");
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(bytes) + "\n");
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            Files.delete(fresh);
        }
    }
}

package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Pattern;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;

/**
 * A text, encrypted with its subject's key and bound to its place. As text: {@code box.<suite>.<subject>.<key
 * version>.<nonce>.<encrypted text and tag>}, in base64url. How long the text was can be seen; nothing else.
 *
 * @param suite the suite of the key
 * @param subject whose it is
 * @param version of the subject's key, from 1
 * @param nonce {@link Suite#NONCE_LENGTH} bytes, base64url
 * @param sealed the encrypted text and its tag, base64url
 */
public record Box(Suite suite, SubjectId subject, int version, String nonce, String sealed) {

    /** The beginning of every box. */
    public static final String PREFIX = "box.";

    private static final int NONCE_TEXT = Base64Url.length(Suite.NONCE_LENGTH);
    private static final int TAG_TEXT = Base64Url.length(Suite.TAG_LENGTH);

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    public Box {
        Objects.requireNonNull(suite, "suite");
        Objects.requireNonNull(subject, "subject");
        // That it is base64url is looked at where a text is read: what was just closed needs no looking at.
        if (version < 1 || nonce.length() != NONCE_TEXT || sealed.length() < TAG_TEXT) {
            throw new IllegalArgumentException("not a box");
        }
    }

    /**
     * Closes a box.
     *
     * @param key the subject's key
     * @param random for the nonce
     */
    public static Box seal(SubjectKey key, BoxPlace place, String text, SecureRandom random) {
        var nonce = new byte[Suite.NONCE_LENGTH];
        random.nextBytes(nonce);
        var associated = place.associated(key.suite(), key.subject(), key.version());
        var sealed = key.suite().encrypt(key.bytes(), nonce, associated, text.getBytes(UTF_8));
        return new Box(key.suite(), key.subject(), key.version(), Base64Url.encode(nonce), Base64Url.encode(sealed));
    }

    /**
     * Opens it.
     *
     * @param key the subject's key, in the box's version
     * @param place where the box stands
     * @throws NotAuthentic if it belongs elsewhere, was altered, or was closed with another key
     */
    public String open(SubjectKey key, BoxPlace place) {
        if (!key.subject().equals(subject) || key.version() != version || key.suite() != suite) {
            throw new IllegalArgumentException("the key is not this box's");
        }
        var associated = place.associated(suite, subject, version);
        return new String(
                suite.decrypt(key.bytes(), Base64Url.decode(nonce), associated, Base64Url.decode(sealed)), UTF_8);
    }

    /**
     * Returns the box with this text.
     *
     * @throws org.fengqiao.kernel.crypto.UnknownSuite if it names a suite that is not known
     * @throws IllegalArgumentException if it is no box; the message doesn't quote it, since it may be a text that was
     *     never closed
     */
    public static Box parse(String text) {
        var parts = text.split("\\.", -1);
        if (!text.startsWith(PREFIX)
                || parts.length != 6
                || !VERSION.matcher(parts[3]).matches()) {
            throw new IllegalArgumentException("not a box");
        }
        return new Box(
                Suite.of(parts[1]),
                SubjectId.parse(parts[2]),
                Integer.parseInt(parts[3]),
                Base64Url.require(parts[4]),
                Base64Url.require(parts[5]));
    }

    /** Returns the text that {@link #parse} reads. */
    public String text() {
        return PREFIX + suite.id() + "." + subject.text() + "." + version + "." + nonce + "." + sealed;
    }

    /** Returns whose it is, and not what is in it, closed as it is. */
    @Override
    public String toString() {
        return "Box[" + suite.id() + ", " + subject + ", " + version + "]";
    }
}

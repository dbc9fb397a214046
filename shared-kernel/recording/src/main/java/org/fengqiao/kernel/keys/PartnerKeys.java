package org.fengqiao.kernel.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

/**
 * The public keys that partners registered, by the partner's name as its topics have it.
 *
 * @param byPartner at most one for each
 */
public record PartnerKeys(Map<String, PartnerKey> byPartner) {

    private static final Logger LOG = Logger.getLogger(PartnerKeys.class);
    private static final String ENDING = ".pem";
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    public PartnerKeys {
        byPartner = Map.copyOf(byPartner);
    }

    /** Returns the keys of an installation in which no partner has registered one. */
    public static PartnerKeys none() {
        return new PartnerKeys(Map.of());
    }

    /**
     * Reads the keys in a folder: a file for each partner, such as {@code petition-office.pem}, with its public key as
     * {@code openssl pkey -pubout} writes it.
     *
     * @throws IllegalStateException if a file holds no such key; it names the file
     * @throws UncheckedIOException if the folder or a file cannot be read
     */
    public static PartnerKeys in(Path folder) {
        var keys = new TreeMap<String, PartnerKey>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    keys.put(name.substring(0, name.length() - ENDING.length()), read(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the partners' keys in " + folder, e);
        }
        keys.forEach((partner, key) -> LOG.infof("messages to %s are enveloped to its key %s", partner, key.keyId()));
        return new PartnerKeys(keys);
    }

    private static PartnerKey read(Path file) throws IOException {
        var pem = PEM.matcher(Files.readString(file, US_ASCII));
        if (!pem.matches()) {
            throw new IllegalStateException("%s holds no public key in PEM".formatted(file));
        }
        try {
            return PartnerKey.of(Base64.getMimeDecoder().decode(pem.group(1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns the key of a partner; empty if it registered none. */
    public Optional<PartnerKey> of(String partner) {
        return Optional.ofNullable(byPartner.get(partner));
    }
}

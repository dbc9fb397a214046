package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own that issues certificates, by the JDK's {@code keytool}. */
final class Certificates {

    private static final String PASSWORD = "a-password-of-a-store";

    private final Path folder;
    private int issued;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Creates an authority in an empty folder. */
    static Certificates in(Path folder) throws Exception {
        var certificates = new Certificates(folder);
        certificates.keytool(
                "-genkeypair -alias authority -keyalg EC -groupname secp256r1 -dname CN=authority -ext bc:c"
                        + " -validity 30 -keystore authority.p12");
        var authority = certificates.load("authority.p12");
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.getCertificate("authority"));
        certificates.save(trusted, "trusted.p12");
        return certificates;
    }

    /** Issues a certificate for a name on this host, and returns the store with its key. */
    Path issue(String name) throws Exception {
        var store = "%s-%d.p12".formatted(name, ++issued);
        Files.copy(folder.resolve("authority.p12"), folder.resolve(store));
        keytool("-genkeypair -alias own -signer authority -keyalg EC -groupname secp256r1 -dname CN=" + name
                + " -ext san=ip:" + Installation.HOST + " -validity 30 -keystore " + store);
        var own = load(store);
        own.deleteEntry("authority");
        save(own, store);
        return folder.resolve(store);
    }

    private KeyStore load(String store) throws Exception {
        return KeyStore.getInstance(folder.resolve(store).toFile(), PASSWORD.toCharArray());
    }

    private void save(KeyStore keys, String store) throws Exception {
        try (var file = Files.newOutputStream(folder.resolve(store))) {
            keys.store(file, PASSWORD.toCharArray());
        }
    }

    /** Returns the settings of who shows a certificate and trusts the authority. */
    Map<String, String> store(Path keys) {
        var settings = new HashMap<>(trust());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keys.toString());
        settings.put("ssl.keystore.password", PASSWORD);
        return settings;
    }

    /** Returns the settings of who trusts the authority. */
    Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                folder.resolve("trusted.p12").toString(),
                "ssl.truststore.password",
                PASSWORD);
    }

    /** Returns the serial number of the certificate that a server shows. */
    String shownBy(String host, int port) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("trusted.p12"));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber()
                    .toString();
        }
    }

    /** Returns the login of a user, as a Kafka client's setting. */
    static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        var said = Files.createTempFile(folder, "keytool-", ".out");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(arguments + ": " + Files.readString(said));
        }
    }
}

package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
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
        var authority = new Certificates(folder);
        authority.keytool(
                "-genkeypair -alias authority -keyalg EC -groupname secp256r1 -dname CN=authority -ext bc:c"
                        + " -validity 30 -keystore authority.p12");
        authority.keytool("-exportcert -rfc -alias authority -keystore authority.p12 -file authority.pem");
        authority.keytool("-importcert -noprompt -alias authority -file authority.pem -keystore trusted.p12");
        return authority;
    }

    /** Issues a certificate for a name on this host, and returns the store with its key. */
    Path issue(String name) throws Exception {
        var store = "%s-%d.p12".formatted(name, ++issued);
        keytool("-genkeypair -alias own -keyalg EC -groupname secp256r1 -dname CN=" + name
                + " -validity 30 -keystore " + store);
        keytool("-certreq -alias own -keystore " + store + " -file own.csr");
        keytool("-gencert -rfc -alias authority -keystore authority.p12 -infile own.csr -outfile own.pem -validity 30"
                + " -ext san=ip:" + Installation.HOST);
        keytool("-importcert -noprompt -alias authority -file authority.pem -keystore " + store);
        keytool("-importcert -noprompt -alias own -file own.pem -keystore " + store);
        return folder.resolve(store);
    }

    /** Returns the settings of who shows a certificate and trusts the authority. */
    Map<String, String> store(Path keys) {
        return Map.of(
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", keys.toString(),
                "ssl.keystore.password", PASSWORD,
                "ssl.truststore.type", "PKCS12",
                "ssl.truststore.location", folder.resolve("trusted.p12").toString(),
                "ssl.truststore.password", PASSWORD);
    }

    /** Returns the settings of who trusts the authority. */
    Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.type", "PKCS12",
                "ssl.truststore.location", folder.resolve("trusted.p12").toString(),
                "ssl.truststore.password", PASSWORD);
    }

    /** Returns the serial number of the certificate that a server shows. */
    String shownBy(String host, int port) throws Exception {
        var trusted = KeyStore.getInstance(folder.resolve("trusted.p12").toFile(), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
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

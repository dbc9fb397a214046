package org.fengqiao.intake.documents;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Suite;

/**
 * Store in a bucket that is reached by the S3 protocol, addressed by path. Only sealed contents go there: the store
 * learns how large they are and when they came, and nothing else.
 */
final class S3Store implements DocumentStore {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SortedMap<String, String> NO_QUERY = new TreeMap<>();
    private static final String NOTHING = java.util.HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(new byte[0]));

    private final URI bucket;
    private final RequestSignature signature;
    private final FolderStore drafts;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * @param endpoint such as {@code https://s3.example.org}
     * @param drafts a folder of this machine for what is on its way
     * @param clock goes by real time, which signatures need
     */
    S3Store(URI endpoint, String bucket, RequestSignature signature, Path drafts, InstantSource clock) {
        this.bucket = endpoint.resolve("/" + bucket);
        this.signature = signature;
        this.drafts = new FolderStore(drafts);
        this.clock = clock;
    }

    @Override
    public Path draft() throws IOException {
        return drafts.draft();
    }

    @Override
    public void keep(String hash, Path draft) throws IOException {
        // The store compares what it got with the hash that was signed, which is its name.
        require(send("PUT", "/" + hash, NO_QUERY, hash, BodyPublishers.ofFile(draft)), hash)
                .close();
        Files.delete(draft);
    }

    @Override
    public InputStream read(String hash) throws IOException {
        return require(send("GET", "/" + hash, NO_QUERY, NOTHING, BodyPublishers.noBody()), hash);
    }

    @Override
    public void delete(String hash) throws IOException {
        try {
            require(send("DELETE", "/" + hash, NO_QUERY, NOTHING, BodyPublishers.noBody()), hash)
                    .close();
        } catch (NoSuchFileException _) {
            // Somebody was faster.
        }
    }

    @Override
    public void list(Instant before, Consumer<List<String>> hashes) throws IOException {
        @Nullable String from = null;
        do {
            var query = new TreeMap<>(Map.of("list-type", "2"));
            if (from != null) {
                query.put("continuation-token", from);
            }
            Listing page;
            try (var xml = require(send("GET", "", query, NOTHING, BodyPublishers.noBody()), "the list")) {
                page = Listing.read(xml, before);
            } catch (XMLStreamException e) {
                throw new IOException("the store's list cannot be read", e);
            }
            if (!page.hashes().isEmpty()) {
                hashes.accept(page.hashes());
            }
            from = page.next();
        } while (from != null);
    }

    @Override
    public void deleteDrafts(Instant before) throws IOException {
        drafts.deleteDrafts(before);
    }

    private HttpResponse<InputStream> send(
            String method, String path, SortedMap<String, String> query, String payloadHash, BodyPublisher body)
            throws IOException {
        var asked = RequestSignature.query(query);
        var address = URI.create(bucket + path + (asked.isEmpty() ? "" : "?" + asked));
        var request = HttpRequest.newBuilder(address).method(method, body).timeout(PATIENCE);
        signature
                .headers(
                        method, bucket.getRawPath() + path, query, Map.of("host", host()), payloadHash, clock.instant())
                .forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String host() {
        return bucket.getPort() < 0 ? bucket.getHost() : bucket.getHost() + ":" + bucket.getPort();
    }

    private static InputStream require(HttpResponse<InputStream> answer, String what) throws IOException {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        answer.body().close();
        throw answer.statusCode() == 404
                ? new NoSuchFileException(what)
                : new IOException("the store answered " + answer.statusCode() + " for " + what);
    }

    /**
     * A portion of the bucket's list.
     *
     * @param next where the next one begins; null if this is the last
     */
    private record Listing(List<String> hashes, @Nullable String next) {

        static Listing read(InputStream xml, Instant before) throws XMLStreamException {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            var reader = factory.createXMLStreamReader(xml);
            var hashes = new ArrayList<String>();
            @Nullable String next = null;
            var key = "";
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "Key" -> key = reader.getElementText();
                    case "LastModified" -> {
                        if (Instant.parse(reader.getElementText()).isBefore(before)) {
                            hashes.add(key);
                        }
                    }
                    case "NextContinuationToken" -> next = reader.getElementText();
                    default -> {}
                }
            }
            return new Listing(List.copyOf(hashes), next);
        }
    }
}

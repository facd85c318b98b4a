package io.tidbclient.serve.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The page's templates and files, which are resources beside this class. Data are maps, lists, texts and numbers, so that
 * nothing is looked up by reflection.
 */
final class Templates {
    private static final String HTML = "text/html";

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(name -> Optional.of(new Location(file(name + ".html"))))
            .strictRendering(true)
            .build();

    private record Location(String text) implements TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }

    /** The template of that name with these data. */
    String render(String name, Map<String, Object> data) {
        return engine.getTemplate(name).data(data).render();
    }

    /** A file that belongs to the page. */
    static String file(String name) {
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

<?php
/* Just enough of WordPress for docs/examples/newsflow_wordpress.php: posts in a file, mail on standard output.
 * `php wordpress.php FEED posts.json` runs one round. What WordPress itself did with it stands in docs/api/wordpress.md. */

[, $address, $file] = $argv;
define('ABSPATH', '/');
define('NEWSFLOW_FEED', $address);
$site = is_file($file) ? json_decode(file_get_contents($file), true) : ['posts' => [], 'options' => []];

class WP_Post { public int $ID; public string $post_status; }
function add_filter(string $name, callable $with): void {}
function add_action(string $name, string|callable $with): void {}
function register_activation_hook(string $file, callable $with): void {}
function register_deactivation_hook(string $file, callable $with): void {}
function is_wp_error(mixed $found): bool { return false; }
function wp_slash(array $text): array { return $text; }
function wp_strip_all_tags(string $text): string { return strip_tags($text); }
function wp_mail(string $to, string $title, string $text): void { echo $title, "\n"; }
function get_option(string $name, mixed $else = ''): mixed { return $GLOBALS['site']['options'][$name] ?? $else; }
function update_option(string $name, mixed $value, bool $load): void { $GLOBALS['site']['options'][$name] = $value; }

function get_posts(array $asked): array
{
    $found = [];
    foreach ($GLOBALS['site']['posts'] as $id => $post) {
        if ($post['meta'][$asked['meta_key']] === $asked['meta_value'] && in_array($post['post_status'], $asked['post_status'])) {
            $one = new WP_Post();
            [$one->ID, $one->post_status] = [$id, $post['post_status']];
            $found[] = $one;
        }
    }
    return $found;
}

function wp_insert_post(array $post): void
{
    $GLOBALS['site']['posts'][count($GLOBALS['site']['posts']) + 1] = $post + ['meta' => $post['meta_input']];
}

function wp_update_post(array $post): void
{
    $GLOBALS['site']['posts'][$post['ID']] = $post + $GLOBALS['site']['posts'][$post['ID']];
}

function wp_delete_post(int $id, bool $force): void
{
    assert($force);
    $GLOBALS['site']['posts'][$id] = ['post_status' => 'gone', 'meta' => ['newsflow_guid' => '']];
}

function get_post_meta(int $id, string $name, bool $one): string { return $GLOBALS['site']['posts'][$id]['meta'][$name] ?? ''; }
function add_post_meta(int $id, string $name, string $value, bool $one): void { $GLOBALS['site']['posts'][$id]['meta'][$name] = $value; }
function delete_post_meta(int $id, string $name): void { unset($GLOBALS['site']['posts'][$id]['meta'][$name]); }

function wp_safe_remote_get(string $address, array $how): array
{
    $lines = array_map(fn($name, $value) => "$name: $value", array_keys($how['headers']), $how['headers']);
    $asking = ['http' => ['header' => $lines, 'ignore_errors' => true]];
    $body = file_get_contents($address, false, stream_context_create($asking));
    return ['body' => $body, 'headers' => $http_response_header];
}
function wp_remote_retrieve_body(array $answer): string { return $answer['body']; }
function wp_remote_retrieve_response_code(array $answer): int { return (int) explode(' ', $answer['headers'][0])[1]; }
function wp_remote_retrieve_header(array $answer, string $name): string
{
    $found = preg_grep("/^$name:/i", $answer['headers']);
    return trim(explode(':', reset($found), 2)[1]);
}

require __DIR__ . '/../../docs/examples/newsflow_wordpress.php';
newsflow_round();
file_put_contents($file, json_encode($site));

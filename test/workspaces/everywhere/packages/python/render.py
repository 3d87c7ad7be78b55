from remotion_lambda import RemotionClient

client = RemotionClient(region="us-east-1", serve_url="https://example.com", function_name="render")
